package io.trailhouse.ingest;

/** Is told how a run gets on, from any thread. */
public interface IngestProgress {

  /** A run that nobody watches. */
  IngestProgress NONE = (phase, done, total) -> {};

  /** The phases of a run, in order. */
  enum Phase {
    /** Listing the trails; counts objects. */
    LISTING,
    /** Looking objects up in the ledger; counts objects. */
    LOOKING_UP,
    /** Reading objects and writing event files; counts bytes as stored. */
    READING,
    /** Dropping late duplicates; counts partitions. */
    COMPARING,
    /** Committing; counts nothing. */
    COMMITTING
  }

  /**
   * So much of a phase is done.
   *
   * @param total how much there is to do; 0 if that is not known
   */
  void report(Phase phase, long done, long total);
}
