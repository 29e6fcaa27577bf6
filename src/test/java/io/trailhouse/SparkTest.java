package io.trailhouse;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class's methods and constructor a {@link org.apache.spark.sql.SparkSession}: one
 * local session with Delta, shared by all tests of the run, whose settings a test leaves as they
 * were.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SparkSessionExtension.class)
public @interface SparkTest {}
