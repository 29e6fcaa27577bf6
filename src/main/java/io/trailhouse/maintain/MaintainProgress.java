package io.trailhouse.maintain;

/** Is told how a job gets on. */
@FunctionalInterface
public interface MaintainProgress {

  /** A job that nobody watches. */
  MaintainProgress NONE = (what, done, total) -> {};

  /**
   * So much is done.
   *
   * @param what what is being done, as a phrase
   * @param total how much there is to do; 0 if that is not known
   */
  void report(String what, long done, long total);
}
