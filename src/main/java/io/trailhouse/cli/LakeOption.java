package io.trailhouse.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the lake is. */
final class LakeOption {

  @Option(
      names = "--lake",
      order = 1,
      required = true,
      paramLabel = "URI",
      converter = Converter.class,
      description = {"The lake's folder.", "Example: --lake s3a://lake/trails"})
  private String uri = "";

  String uri() {
    return uri;
  }

  /** An empty address would be the current folder. */
  static final class Converter implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
      if (text.isBlank()) {
        throw new TypeConversionException("it must not be empty, such as s3a://lake/trails");
      }
      return text;
    }
  }
}
