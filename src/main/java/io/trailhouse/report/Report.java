package io.trailhouse.report;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One report: what its SQL file says.
 *
 * @param name the file's name without its ending, such as {@code callers}
 * @param group the folder it stands in, such as {@code caller-activity}; empty for one that stands
 *     in none
 * @param title its title for people
 * @param question the question that it answers
 * @param columns its columns, in order
 * @param chart how it is drawn; null where reading beats looking
 * @param key the columns that tell a row from all others, so that it can be found again in the
 *     window before; empty for a report that is not compared, a list of events say
 * @param measure the column that is compared with the window before; null without a key
 * @param order the columns that its rows are ordered by, as in SQL
 * @param sql the query
 */
public record Report(
    String name,
    String group,
    String title,
    String question,
    List<Column> columns,
    @Nullable Chart chart,
    List<String> key,
    @Nullable String measure,
    String order,
    String sql) {

  /**
   * A column of the answer.
   *
   * @param name snake_case, the same in every form
   * @param comment what it holds, with its unit
   */
  public record Column(String name, String comment) {}

  private static final Pattern PERSON = Pattern.compile("(?i)\\bperson");

  /** A report is what its file says. */
  public Report {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** Whether the query may name who stands behind an event; in doubt, it may. */
  boolean asksForPerson() {
    return PERSON.matcher(sql).find()
        || columns.stream().anyMatch(column -> PERSON.matcher(column.name()).lookingAt());
  }

  /** Whether the query may read a table or view; in doubt, it may. */
  boolean asks(String table) {
    return Pattern.compile(
            "(?is)(?:\\b(?:from|join)\\b|\\bfrom\\b.*,)(?:[\\s(`]|--[^\\n]*\\n)*%s\\b"
                .formatted(table))
        .matcher(sql)
        .find();
  }
}
