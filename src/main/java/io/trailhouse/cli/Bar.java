package io.trailhouse.cli;

/** Is told what a command does, and shows it where somebody looks on. From any thread. */
interface Bar extends AutoCloseable {

  /** Where nobody looks on. */
  Bar NONE =
      new Bar() {
        @Override
        public boolean isShown() {
          return false;
        }

        @Override
        public void step(String what, long done, long total, Unit unit) {}

        @Override
        public void job(String what, long done, long total) {}

        @Override
        public void close() {}
      };

  /** What is counted. */
  enum Unit {
    NONE("", 1),
    OBJECTS(" objects", 1),
    PARTITIONS(" partitions", 1),
    REPORTS(" reports", 1),
    TASKS(" tasks", 1),
    KIBIBYTES(" KiB", 1 << 10),
    MEBIBYTES(" MiB", 1 << 20);

    private final String label;
    private final long size;

    Unit(String label, long size) {
      this.label = label;
      this.size = size;
    }

    String label() {
      return label;
    }

    long size() {
      return size;
    }
  }

  /** Whether lines that tell the same can be left out. */
  boolean isShown();

  /**
   * So much of a step is done; the command's own word, which goes before what jobs say.
   *
   * @param total how much there is to do; 0 if that is not known
   */
  void step(String what, long done, long total, Unit unit);

  /**
   * So many tasks of Spark's jobs are done; shown as long as the command itself names no step.
   *
   * @param total how many there are; 0 if no job runs, which ends nothing but the count
   */
  void job(String what, long done, long total);

  @Override
  void close();
}
