package io.trailhouse.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** Makes a constant of its name in small letters, as people type it. */
final class Choice {

  private Choice() {}

  static <E extends Enum<E>> E of(Class<E> type, String text) {
    for (E choice : type.getEnumConstants()) {
      if (choice.name().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    throw new TypeConversionException(
        "'%s' is none of %s"
            .formatted(
                text,
                Arrays.stream(type.getEnumConstants())
                    .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "))));
  }
}
