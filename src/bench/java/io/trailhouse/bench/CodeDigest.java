package io.trailhouse.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Tells whether code that data was made with is still the same. */
final class CodeDigest {

  private CodeDigest() {}

  /** A number that changes with the classes in the package of this one. */
  static String ofPackageOf(Class<?> member) throws IOException {
    CRC32 digest = new CRC32();
    for (Path file : new Folder(packageFolder(member)).files(".class")) {
      digest.update(Files.readAllBytes(file));
    }
    return Long.toHexString(digest.getValue());
  }

  private static Path packageFolder(Class<?> member) {
    try {
      return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve(member.getPackageName().replace('.', '/'));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
