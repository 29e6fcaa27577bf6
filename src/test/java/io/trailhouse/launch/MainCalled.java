package io.trailhouse.launch;

import io.trailhouse.cli.Trailhouse;
import java.util.Arrays;

/** Calls the main class as a driver in a cluster does, and tells by its exit code if it returns. */
final class MainCalled {

  static final int RETURNED = 99;

  private MainCalled() {}

  /**
   * Sets what Spark would have set, and calls it.
   *
   * @param args Spark's master and deploy mode, and the arguments of Trailhouse
   */
  public static void main(String[] args) {
    System.setProperty("spark.master", args[0]);
    System.setProperty("spark.submit.deployMode", args[1]);
    Trailhouse.main(Arrays.copyOfRange(args, 2, args.length));
    System.exit(RETURNED);
  }
}
