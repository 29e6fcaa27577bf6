package io.trailhouse.render;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What is the same in every page.
 *
 * @param style its style sheet
 * @param scripts its scripts, in the order that they run
 * @param licences the licences of the libraries among the scripts
 */
record PageParts(String style, List<String> scripts, String licences) {

  private static final List<String> SCRIPTS =
      List.of(
          "libraries/vega.min.js",
          "libraries/vega-lite.min.js",
          "libraries/vega-interpreter.js",
          "page.js");

  static PageParts load() throws IOException {
    List<String> scripts = new ArrayList<>();
    for (String script : SCRIPTS) {
      scripts.add(text(script));
    }
    return new PageParts(text("page.css"), scripts, text("libraries/LICENCES.txt"));
  }

  /** What the head and the foot of a page say. */
  Map<String, Object> values(String documentTitle, Instant generatedAt) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("policy", policy());
    values.put("style", style);
    values.put("scripts", scripts);
    values.put("licences", licences);
    values.put("documentTitle", documentTitle);
    values.put("generatedAt", generatedAt.toString());
    values.put("generatedAtText", HeadingText.time(generatedAt));
    return values;
  }

  /** A page's template, which may hold others by their names. */
  static Template template(String name) throws IOException {
    return Mustache.compiler().withLoader(part -> new StringReader(text(part))).compile(text(name));
  }

  private static String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("Trailhouse is built without its " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Lets run what is in the page, by its hash, and nothing else; nothing is fetched or sent. */
  String policy() {
    return "default-src 'none'; script-src %s; style-src %s; base-uri 'none'; form-action 'none'"
        .formatted(
            scripts.stream().map(PageParts::hash).collect(Collectors.joining(" ")), hash(style));
  }

  private static String hash(String text) {
    return "'sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(text)) + "'";
  }

  int bytes() {
    int scriptBytes = scripts.stream().mapToInt(PageParts::length).sum();
    return scriptBytes + length(style) + length(licences);
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
