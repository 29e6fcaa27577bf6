package io.trailhouse.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for the program that {@link Needs} names. */
final class NeedsExtension implements ExecutionCondition {

  private static final Pattern SEPARATOR = Pattern.compile(":");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), Needs.class)
        .map(NeedsExtension::evaluate)
        .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is needed"));
  }

  private static ConditionEvaluationResult evaluate(Needs needs) {
    if (isInstalled(needs.value())) {
      return ConditionEvaluationResult.enabled(needs.value() + " is there");
    }
    String missing =
        "%s was not asked: install the package %s".formatted(needs.value(), needs.from());
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new IllegalStateException(missing);
    }
    return ConditionEvaluationResult.disabled(missing);
  }

  private static boolean isInstalled(String program) {
    String path = System.getenv("PATH");
    return path != null
        && SEPARATOR
            .splitAsStream(path)
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
