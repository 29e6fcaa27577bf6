package io.trailhouse.sample;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with blanks such as {@code <acct>} and {@code <hex17>}, which each event fills anew. */
final class Template {

  private static final Pattern BLANK = Pattern.compile("<([a-zA-Z]+):?([0-9]*)>");

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  static Template of(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher blanks = BLANK.matcher(text);
    int end = 0;
    while (blanks.find()) {
      parts.add(fixed(text.substring(end, blanks.start())));
      parts.add(blank(blanks.group(), blanks.group(1), blanks.group(2)));
      end = blanks.end();
    }
    parts.add(fixed(text.substring(end)));
    return new Template(List.copyOf(parts));
  }

  void fill(TextBuffer out, Setting setting) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).fill(out, setting);
    }
  }

  private static Part fixed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return (out, setting) -> out.add(bytes);
  }

  private static Part blank(String whole, String name, String argument) {
    int size = argument.isEmpty() ? 0 : Integer.parseInt(argument);
    return switch (name) {
      case "acct" -> (out, setting) -> out.add(setting.account());
      case "region" -> (out, setting) -> out.add(setting.region());
      case "bucket" -> (out, setting) -> out.add(setting.bucket());
      case "key" -> (out, setting) -> out.add(setting.key());
      case "table" -> (out, setting) -> out.add(setting.table());
      case "fn" -> (out, setting) -> out.add(setting.function());
      case "role" -> (out, setting) -> out.add(setting.role());
      case "name" -> (out, setting) -> out.add(setting.name());
      case "word" -> (out, setting) -> out.add(setting.word());
      case "kms" -> (out, setting) -> out.add(setting.kmsKey());
      case "requestId" -> (out, setting) -> out.add(setting.requestId());
      case "time" -> (out, setting) -> setting.time(out);
      case "epochms" -> (out, setting) -> out.add(setting.epochSecond() * 1000);
      case "n" -> (out, setting) -> out.add(setting.dice().below(size));
      case "hex" -> (out, setting) -> setting.known().hex(out, size);
      case "id" -> (out, setting) -> setting.known().letters(out, size);
      case "base" -> (out, setting) -> setting.dice().mixed(out, size);
      case "uuid" -> (out, setting) -> setting.known().uuid(out);
      // What AWS itself writes in angle brackets stays.
      default -> fixed(whole);
    };
  }

  /** A stretch of the text. */
  private interface Part {
    void fill(TextBuffer out, Setting setting);
  }
}
