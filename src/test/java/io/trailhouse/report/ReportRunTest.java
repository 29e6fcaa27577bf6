package io.trailhouse.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trailhouse.TrailhouseException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ReportRunTest {

  @Test
  void saysThatMemoryDidNotSufficeAsItIs() {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    assertThatThrownBy(() -> ReportRun.result(CompletableFuture.failedFuture(full), "count"))
        .isSameAs(full);
  }

  @Test
  void namesWhatCouldNotBeDone() {
    IOException broken = new IOException("it is broken");
    assertThatThrownBy(
            () -> ReportRun.result(CompletableFuture.failedFuture(broken), "bring it up to date"))
        .isInstanceOf(TrailhouseException.class)
        .hasMessage("Cannot bring it up to date: java.io.IOException: it is broken");
  }
}
