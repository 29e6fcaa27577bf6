package io.trailhouse.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A setting of Spark.
 *
 * @param key its name, which begins with {@code spark.}
 * @param value its value, as text
 */
record Setting(String key, String value) {

  /** Makes a setting of {@code KEY=VALUE}. */
  static final class Converter implements ITypeConverter<Setting> {

    @Override
    public Setting convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new TypeConversionException(
            "'%s' is no KEY=VALUE, such as spark.sql.shuffle.partitions=8".formatted(text));
      }
      String key = text.substring(0, equals);
      if (!key.startsWith("spark.")) {
        throw new TypeConversionException(
            ("'%s' would be without effect: settings begin with spark., those of Hadoop with"
                    + " spark.hadoop.")
                .formatted(key));
      }
      return new Setting(key, text.substring(equals + 1));
    }
  }
}
