package io.trailhouse.cli;

import java.io.PrintWriter;
import java.io.Writer;
import org.apache.logging.log4j.core.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standard error for machines: each line, and each complaint, is an entry of the log. */
final class LogWriter extends PrintWriter {

  /** The property of a configuration of Log4j that asks for it. */
  private static final String PROPERTY = "trailhouse.messages";

  private static final Logger LOG = LoggerFactory.getLogger(Trailhouse.class);

  LogWriter() {
    super(new Lines(), true);
  }

  /** Whether the log's configuration wants all messages in the log. */
  static boolean isWanted() {
    String value = "${%s:-}".formatted(PROPERTY);
    return "log"
        .equals(
            LoggerContext.getContext(false).getConfiguration().getStrSubstitutor().replace(value));
  }

  void complain(String message, @Nullable Throwable thrown) {
    flush();
    LOG.error(message, thrown);
  }

  /** Logs each line that ends. */
  private static final class Lines extends Writer {

    private final StringBuilder line = new StringBuilder();

    @Override
    public void write(char[] text, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '\n') {
          end();
        } else if (text[i] != '\r') {
          line.append(text[i]);
        }
      }
    }

    private void end() {
      if (!line.isEmpty()) {
        LOG.info("{}", line);
        line.setLength(0);
      }
    }

    @Override
    public void flush() {
      // A line is logged when it ends.
    }

    @Override
    public void close() {
      end();
    }
  }
}
