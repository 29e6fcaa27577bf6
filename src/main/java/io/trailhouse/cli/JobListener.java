package io.trailhouse.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Tells a bar which of Spark's jobs run, by their descriptions, and how many of their tasks did.
 */
final class JobListener extends SparkListener {

  private static final String DESCRIPTION = "spark.job.description";

  private final Bar bar;
  private final Map<Integer, String> jobs = new LinkedHashMap<>();
  private final Map<Integer, long[]> stages = new HashMap<>();

  JobListener(Bar bar) {
    this.bar = bar;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    jobs.put(start.jobId(), start.properties().getProperty(DESCRIPTION, "computing"));
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    stages.put(submitted.stageInfo().stageId(), new long[] {0, submitted.stageInfo().numTasks()});
    tell();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    long[] stage = stages.get(end.stageId());
    if (stage != null && end.taskInfo().successful()) {
      stage[0]++;
      tell();
    }
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted completed) {
    stages.remove(completed.stageInfo().stageId());
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    jobs.remove(end.jobId());
    tell();
  }

  /** The job that has run longest names them all. */
  private void tell() {
    String what = jobs.values().stream().findFirst().orElse("");
    long done = stages.values().stream().mapToLong(stage -> stage[0]).sum();
    long total = jobs.isEmpty() ? 0 : stages.values().stream().mapToLong(stage -> stage[1]).sum();
    bar.job(what, total == 0 ? 0 : done, total);
  }
}
