package io.trailhouse.cli;

import io.trailhouse.table.Partitioning;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a new lake is partitioned by. */
final class PartitionByOption {

  @Option(
      names = "--partition-by",
      order = 6,
      paramLabel = "COLUMNS",
      converter = Converter.class,
      description = {
        "What the events of a new lake are partitioned by: date,region,source, or date,region for"
            + " fewer, larger files. A lake that is there must have what is said here; maintain"
            + " moves it. Default: what the lake has, else date,region,source",
        "Example: --partition-by date,region"
      })
  private @Nullable Partitioning partitioning;

  @Nullable Partitioning partitioning() {
    return partitioning;
  }

  /** Makes a partitioning of its text. */
  static final class Converter implements ITypeConverter<Partitioning> {

    @Override
    public Partitioning convert(String text) {
      for (Partitioning each : Partitioning.values()) {
        if (each.text().equalsIgnoreCase(text.replace(" ", ""))) {
          return each;
        }
      }
      throw new TypeConversionException(
          "'%s' is none of %s"
              .formatted(
                  text,
                  Arrays.stream(Partitioning.values())
                      .map(Partitioning::text)
                      .collect(Collectors.joining(" and "))));
    }
  }
}
