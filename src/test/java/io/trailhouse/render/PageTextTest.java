package io.trailhouse.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTextTest {

  @ParameterizedTest
  @CsvSource({
    "key AKIAIOSFODNN7EXAMPLE used, key AKIA\u2026MPLE used",
    "ASIAIOSFODNN7EXAMPLE, ASIA\u2026MPLE",
    "XAKIAIOSFODNN7EXAMPLE, XAKIAIOSFODNN7EXAMPLE",
    "AROAIOSFODNN7EXAMPLE, AROAIOSFODNN7EXAMPLE",
  })
  void masksAccessKeyIds(String text, String shown) {
    assertThat(PageText.of(text, 100)).isEqualTo(new PageText(shown, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"sessionToken\":\"FwoGZXIvYXdzEBc/+=\"}', '{\"sessionToken\":\"\u2026masked\"}'",
    "'{\\\"SessionToken\\\": \\\"FwoGZXIvYXdzEBc\\\"}', '{\\\"SessionToken\\\":"
        + " \\\"\u2026masked\\\"}'",
    "'{\"secretAccessKey\": \"wJalrXUtnFEMI/K7MDENG\"}', '{\"secretAccessKey\": \"\u2026masked\"}'",
    "'aws_secret_access_key=wJalrXUtnFEMI/K7MDENG x', 'aws_secret_access_key=\u2026masked x'",
    "'?X-Amz-Security-Token=FwoGZXIvYXdz%2F&b=1', '?X-Amz-Security-Token=\u2026masked&b=1'",
    "'the session token is missing', 'the session token is missing'",
    "'{\"sessionToken\":\"\"}', '{\"sessionToken\":\"\"}'",
  })
  void masksSecrets(String text, String shown) {
    assertThat(PageText.of(text, 100)).isEqualTo(new PageText(shown, 0));
  }

  @Test
  void masksAKeyAtTheCut() {
    assertThat(PageText.of("x".repeat(90) + "AKIAIOSFODNN7EXAMPLE" + "y".repeat(200), 100).text())
        .doesNotContain("AKIAI");
  }

  @Test
  void masksASecretThatGoesOnBeyondTheCut() {
    assertThat(PageText.of("{\"sessionToken\":\"" + "A".repeat(500), 30))
        .isEqualTo(new PageText("{\"sessionToken\":\"\u2026masked", 423));
  }

  @Test
  void showsAKeyIdWholeInItsColumn() {
    assertThat(PageText.of("access_key_id", "AKIAIOSFODNN7EXAMPLE", 100).text())
        .isEqualTo("AKIAIOSFODNN7EXAMPLE");
  }

  @Test
  void saysHowMuchIsCut() {
    assertThat(PageText.of("x".repeat(1_000_000), 1_000))
        .isEqualTo(new PageText("x".repeat(1_000), 999_000));
  }

  @Test
  void cutsNoCharacterInHalf() {
    assertThat(PageText.of("\ud83d\ude00".repeat(2), 3)).isEqualTo(new PageText("\ud83d\ude00", 2));
  }

  @ParameterizedTest
  @CsvSource({
    "gpj\u202eexe, gpj\u27e8U+202E\u27e9exe",
    "a\u200bb, a\u27e8U+200B\u27e9b",
    "a\u0000b\u001bc\rd, a\u2400b\u241bc\u240dd",
    "a\u2028b, a\u27e8U+2028\u27e9b",
    "a\u007f\u0085b, a\u27e8U+007F\u27e9\u27e8U+0085\u27e9b",
    "a\ud800b, a\u27e8U+D800\u27e9b",
    "\udb40\udc41x, \u27e8U+E0041\u27e9x",
    "\u05e9\u05dc\u05d5\u05dd zo\u00eb \ud83d\ude00, \u05e9\u05dc\u05d5\u05dd zo\u00eb"
        + " \ud83d\ude00",
  })
  void writesOutWhatCannotBeSeen(String text, String shown) {
    assertThat(PageText.of(text, 100).text()).isEqualTo(shown);
  }
}
