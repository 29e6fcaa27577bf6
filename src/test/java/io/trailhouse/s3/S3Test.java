package io.trailhouse.s3;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class's methods and constructor an {@link S3Proxy}, shared by all tests of the run;
 * each test makes buckets of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(S3ProxyExtension.class)
public @interface S3Test {}
