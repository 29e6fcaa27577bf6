package io.trailhouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * Runs the commands that people start most in one Java, so that it loads the classes that they
 * need. The build does so once and keeps an archive of them, from which every later start is
 * faster.
 */
public final class CommonClasses {

  private CommonClasses() {}

  /**
   * Loads them.
   *
   * @param args a trail, and a folder for a lake
   */
  public static void main(String[] args) {
    PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, UTF_8);
    String lake = args[1];
    Trailhouse.run(nowhere, nowhere, "ingest", "--trail", args[0], "--lake", lake);
    Trailhouse.run(nowhere, nowhere, "status", "--lake", lake);
    Trailhouse.run(
        nowhere,
        nowhere,
        "sql",
        "--lake",
        lake,
        "SELECT caller_kind, count(*) FROM events GROUP BY 1");
  }
}
