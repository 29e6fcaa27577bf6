package io.trailhouse.source;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The counts that a query over a trail shows in the Spark UI. Spark makes each by its name. */
public final class TrailMetrics {

  static final String OBJECTS_PLANNED = "objectsPlanned";
  static final String OBJECTS_LEFT_ALONE = "objectsLeftAlone";
  static final String OBJECTS_UNSAID = "objectsUnsaid";
  static final String OBJECTS = "objects";
  static final String BYTES = "bytes";
  static final String JSON_BYTES = "jsonBytes";
  static final String RECORDS = "records";
  static final String DAMAGED = "damaged";

  private TrailMetrics() {}

  static CustomMetric[] all() {
    return new CustomMetric[] {
      new ObjectsPlanned(),
      new ObjectsLeftAlone(),
      new ObjectsUnsaid(),
      new Objects(),
      new Bytes(),
      new JsonBytes(),
      new Records(),
      new Damaged()
    };
  }

  /** One task's part, or the driver's, of a metric. */
  record Count(String name, long value) implements CustomTaskMetric {}

  /** Trail objects that the query is going to read. */
  public static final class ObjectsPlanned extends CustomSumMetric {
    @Override
    public String name() {
      return OBJECTS_PLANNED;
    }

    @Override
    public String description() {
      return "trail objects to read";
    }
  }

  /** Objects that are no trail files: digests, manifests, hidden files, ... */
  public static final class ObjectsLeftAlone extends CustomSumMetric {
    @Override
    public String name() {
      return OBJECTS_LEFT_ALONE;
    }

    @Override
    public String description() {
      return "objects of other kinds left alone";
    }
  }

  /** Trail objects left out because an option asks for what their keys do not say. */
  public static final class ObjectsUnsaid extends CustomSumMetric {
    @Override
    public String name() {
      return OBJECTS_UNSAID;
    }

    @Override
    public String description() {
      return "trail objects left out, without day, account or region";
    }
  }

  /** Objects read to their end. */
  public static final class Objects extends CustomSumMetric {
    @Override
    public String name() {
      return OBJECTS;
    }

    @Override
    public String description() {
      return "trail objects read";
    }
  }

  /** Bytes of the objects read, as they are stored. */
  public static final class Bytes extends CustomSumMetric {
    @Override
    public String name() {
      return BYTES;
    }

    @Override
    public String description() {
      return "bytes of trail objects read";
    }
  }

  /** Bytes of JSON read, after gunzip. */
  public static final class JsonBytes extends CustomSumMetric {
    @Override
    public String name() {
      return JSON_BYTES;
    }

    @Override
    public String description() {
      return "bytes of JSON read";
    }
  }

  /** Records read, the damaged ones included. */
  public static final class Records extends CustomSumMetric {
    @Override
    public String name() {
      return RECORDS;
    }

    @Override
    public String description() {
      return "records read";
    }
  }

  /** Damaged records and objects. */
  public static final class Damaged extends CustomSumMetric {
    @Override
    public String name() {
      return DAMAGED;
    }

    @Override
    public String description() {
      return "damaged records and objects";
    }
  }
}
