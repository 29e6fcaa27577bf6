package io.trailhouse.notebook;

import io.trailhouse.TrailhouseException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.UUID;

/**
 * The cell of a notebook that is being executed. It finds the kernel while it runs: whoever does
 * not use notebooks does not have it.
 */
public final class Cell {

  private static final String KERNEL = "org.rapaio.jupyter.kernel.";

  private Cell() {}

  /** Shows the chart of a report and its first rows. */
  public static void show(TrailReport report) {
    show(report.chart());
    show(report.table());
  }

  /**
   * Shows a table or a chart.
   *
   * @throws TrailhouseException outside of the kernel that {@code scripts/notebook} installs
   */
  public static void show(Shown shown) {
    try {
      Class<?> type = Class.forName(KERNEL + "display.DisplayData");
      Object data = type.getMethod("fromHtml", String.class).invoke(null, shown.html());
      Method put = type.getMethod("putData", String.class, Object.class);
      for (Map.Entry<String, Object> form : shown.forms().entrySet()) {
        put.invoke(data, form.getKey(), form.getValue());
      }
      type.getMethod("setDisplayId", String.class).invoke(data, UUID.randomUUID().toString());
      Class<?> kernel = Class.forName(KERNEL + "core.RapaioKernel");
      Object running = Class.forName(KERNEL + "MainApp").getField("kernel").get(null);
      kernel.getMethod("display", type).invoke(running, data);
    } catch (ReflectiveOperationException e) {
      throw new TrailhouseException(
          "Nothing can be shown here, for this is no notebook of scripts/notebook: " + e, e);
    }
  }
}
