package io.trailhouse.deploy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names the program that tests ask. They are skipped where it is not installed, and fail there if
 * the environment says {@code CI=true}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsExtension.class)
public @interface Needs {

  /** The program. */
  String value();

  /** Debian's package that has it. */
  String from();
}
