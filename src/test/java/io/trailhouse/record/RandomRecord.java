package io.trailhouse.record;

import io.trailhouse.event.ColumnType;
import io.trailhouse.event.EventColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes records of every legal oddity: any subset of fields, any types, any spelling. */
final class RandomRecord {

  private static final String[] TIMES = {
    "2021-12-13T16:50:41Z",
    "2021-12-13T16:50:41.5Z",
    "2021-12-13T16:50:41.123456789Z",
    "2021-12-13T16:50:41",
    "2021-12-13t16:50:41z",
    "2021-04-22 23:20:10.000000000",
    "2021-12-13T16:50:41+05:30",
    "2021-12-13T16:50:41-0800",
    "20131102T010628Z",
    "2016-12-31T23:59:60Z",
    "2000-02-29T00:00:00Z",
    "1969-12-31T23:59:59Z"
  };
  private static final String[] NO_TIMES = {
    "2021-02-30T00:00:00Z", "yesterday", "", "2021-12-13", "2021-13-01T00:00:00Z", "0"
  };
  private static final String[] NUMBERS = {
    "0", "-0", "1", "50.0", "1e400", "-1.5E-7", "12345678901234567890", "0.000", "9007199254740993"
  };
  private static final String[] PIECES = {
    "a",
    "plain text of some length",
    "\\\"",
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\u0041",
    "\\u00e9",
    "\\u0000",
    "\\ud83d\\ude00",
    "\\ud800",
    "\\uDC00\\ud800",
    "é",
    "漢",
    "😀",
    "\u007f",
    "}",
    "]",
    "{\\\"",
    "true",
    "\\u005c",
    "\\\\u0041",
    ","
  };
  private static final String[] SPACES = {"", "", "", "", " ", "\n", "\t", "\r\n  "};

  private final Random random;
  private final boolean compact;

  private RandomRecord(long seed) {
    this.random = new Random(seed);
    this.compact = random.nextBoolean();
  }

  static String of(long seed) {
    RandomRecord maker = new RandomRecord(seed);
    return maker.knownObject(tree(), true);
  }

  /** The known objects: a column, or a map of the same. */
  private static Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (EventColumn column : EventColumn.values()) {
      String path = column.path();
      if (path != null) {
        put(tree, path, column);
      }
    }
    return tree;
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> tree, String path, EventColumn column) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, column);
    } else {
      Object child =
          tree.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<String, Object>());
      put((Map<String, Object>) child, path.substring(dot + 1), column);
    }
  }

  @SuppressWarnings("unchecked")
  private String knownObject(Map<String, Object> tree, boolean isRecord) {
    List<String> members = new ArrayList<>();
    int density = random.nextInt(10);
    tree.forEach(
        (name, known) -> {
          if (random.nextInt(10) > density || name.equals("eventTime")) {
            return;
          }
          int times = chance(25) ? 2 : 1;
          for (int i = 0; i < times; i++) {
            members.add(member(key(name), knownValue(known)));
          }
        });
    while (chance(4)) {
      members.add(member(unknownKey(), anyValue(0)));
    }
    Collections.shuffle(members, random);
    if (isRecord) {
      String time = member(key("eventTime"), '"' + pick(TIMES) + '"');
      int at = random.nextInt(members.size() + 1);
      members.add(at, time);
      if (chance(30)) {
        members.add(at + 1, member(key("eventTime"), anyValue(0)));
      }
    }
    return list('{', members, '}');
  }

  @SuppressWarnings("unchecked")
  private String knownValue(Object known) {
    if (chance(6)) {
      return anyValue(0);
    }
    if (chance(12)) {
      return pick("null", "{}", "[]", "\"\"", "\"null\"");
    }
    if (known instanceof Map) {
      return knownObject((Map<String, Object>) known, false);
    }
    EventColumn column = (EventColumn) known;
    ColumnType type = column.type();
    return switch (type) {
      case BOOLEAN, BOOLEAN_TEXT -> pick("true", "false", "\"true\"", "\"false\"", "\"TRUE\"");
      case TIMESTAMP -> '"' + (chance(4) ? pick(NO_TIMES) : pick(TIMES)) + '"';
      case RESOURCE_LIST -> resources();
      case JSON -> anyValue(0);
      default -> string();
    };
  }

  private String resources() {
    List<String> resources = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      resources.add(chance(10) ? anyValue(1) : resource());
    }
    return list('[', resources, ']');
  }

  private String resource() {
    List<String> members = new ArrayList<>();
    for (String name : new String[] {"ARN", "accountId", "type", "ARNPrefix"}) {
      if (random.nextBoolean()) {
        String cased = chance(6) ? name.toLowerCase(Locale.ROOT) : name;
        members.add(member(key(cased), chance(8) ? anyValue(1) : string()));
      }
      if (chance(20)) {
        members.add(member(key(name), chance(2) ? "null" : string()));
      }
    }
    if (chance(10)) {
      members.add(member(unknownKey(), anyValue(1)));
    }
    return list('{', members, '}');
  }

  private String anyValue(int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 7)) {
      case 0 -> "null";
      case 1 -> pick("true", "false");
      case 2, 3 -> pick(NUMBERS);
      case 4 -> string();
      case 5 -> {
        List<String> elements = new ArrayList<>();
        while (elements.size() < 4 && chance(2)) {
          elements.add(anyValue(depth + 1));
        }
        yield list('[', elements, ']');
      }
      default -> {
        List<String> members = new ArrayList<>();
        while (members.size() < 4 && chance(2)) {
          members.add(member(unknownKey(), anyValue(depth + 1)));
        }
        yield list('{', members, '}');
      }
    };
  }

  private String unknownKey() {
    return chance(3)
        ? string()
        : '"'
            + pick("accesKeyId", "Type", "eventId", "detail", "", "Records", "x", "x.y", "a=b,c")
            + '"';
  }

  private String key(String name) {
    StringBuilder key = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      key.append(chance(150) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    return key.append('"').toString();
  }

  private String string() {
    StringBuilder text = new StringBuilder("\"");
    while (random.nextInt(5) > 1) {
      text.append(pick(PIECES));
    }
    return text.append('"').toString();
  }

  private String member(String key, String value) {
    return key + space() + ':' + space() + value;
  }

  private String list(char open, List<String> members, char close) {
    StringBuilder list = new StringBuilder().append(open).append(space());
    for (int i = 0; i < members.size(); i++) {
      list.append(i == 0 ? "" : "," + space()).append(members.get(i)).append(space());
    }
    return list.append(close).toString();
  }

  private String space() {
    return compact ? "" : pick(SPACES);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String pick(@Nullable String... choices) {
    return String.valueOf(choices[random.nextInt(choices.length)]);
  }
}
