package io.trailhouse.table;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Which class writes the tables' logs where, for those who commit through Spark or Kernel. */
public final class LogStores {

  private static final Map<String, String> STORES =
      Map.of(
          "file", ExclusiveLogStore.class.getName(),
          "s3a", ConditionalLogStore.class.getName(),
          "s3", ConditionalLogStore.class.getName(),
          "s3n", ConditionalLogStore.class.getName());

  private static final String OF_SPARK = "spark.delta.logStore.%s.impl";

  /** As Kernel calls it in this jar, which renames Kernel's packages, and their names in texts. */
  private static final String OF_KERNEL = "io.delta.kernel.logStore.%s.impl";

  /** As people know it; the texts that are renamed begin with the package. */
  private static final String OF_KERNEL_AS_DOCUMENTED = "%s.delta.kernel.logStore.%s.impl";

  private LogStores() {}

  /** What Spark has to be told, before it starts, for its commits to use them. */
  public static Map<String, String> ofSpark() {
    Map<String, String> settings = new TreeMap<>();
    STORES.forEach((scheme, store) -> settings.put(OF_SPARK.formatted(scheme), store));
    return settings;
  }

  /**
   * The same configuration, by which Kernel's commits use them. Somebody's own choice stays, be it
   * for Kernel or for Spark: who writes a table must do so through one store.
   */
  static Configuration forKernel(Configuration conf) {
    Configuration kernel = new Configuration(conf);
    STORES.forEach(
        (scheme, store) -> {
          String chosen = chosen(conf, scheme);
          kernel.setIfUnset(OF_KERNEL.formatted(scheme), chosen == null ? store : chosen);
        });
    return kernel;
  }

  private static @Nullable String chosen(Configuration conf, String scheme) {
    return conf.get(
        OF_KERNEL_AS_DOCUMENTED.formatted("io", scheme), conf.get(OF_SPARK.formatted(scheme)));
  }
}
