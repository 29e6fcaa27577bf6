package io.trailhouse.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {

  private static final byte[] SYNC = "0123456789abcdef".getBytes(UTF_8);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void givesEachObjectBackInWhateverOrderItIsAskedFor(long seed) throws IOException {
    Random random = new Random(seed);
    Map<String, byte[]> objects = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(300_000) : random.nextInt(9)];
      random.nextBytes(bytes);
      objects.put("s3a://bucket/" + i, bytes);
    }
    try (ContainerReader reader = read(write(objects, random))) {
      List<ContainerEntry> entries = entries(reader);
      Collections.shuffle(entries, random);
      for (ContainerEntry entry : entries) {
        assertThat(bytes(reader, entry)).as(entry.key()).isEqualTo(objects.get(entry.key()));
      }
    }
  }

  @Test
  void givesAnObjectWhoseForerunnerWasNotReadToItsEnd() throws IOException {
    byte[] first = new byte[5_000];
    byte[] second = {1, 2, 3};
    Map<String, byte[]> objects = new LinkedHashMap<>(Map.of("a", first));
    objects.put("b", second);
    try (ContainerReader reader = read(write(objects, new Random(1)))) {
      List<ContainerEntry> entries = entries(reader);
      assertThat(reader.open(entries.get(0)).read()).isZero();
      assertThat(bytes(reader, entries.get(1))).isEqualTo(second);
    }
  }

  @Test
  void listsItsObjectsInOrder() throws IOException {
    Map<String, byte[]> objects = new LinkedHashMap<>(Map.of("b", new byte[3]));
    objects.put("a", new byte[0]);
    try (ContainerReader reader = read(write(objects, new Random(1)))) {
      assertThat(entries(reader))
          .containsExactly(
              new ContainerEntry("b", 3, "v-b", 0, 0), new ContainerEntry("a", 0, "v-a", 1, 0));
    }
  }

  @Test
  void isTheSameFileOfTheSameObjects() throws IOException {
    Map<String, byte[]> objects = Map.of("a", new byte[100]);
    assertThat(write(objects, new Random(1))).isEqualTo(write(objects, new Random(1)));
  }

  @Test
  void leavesNoTemporaryFile() throws IOException {
    write(Map.of("a", new byte[100]), new Random(1));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesNoTemporaryFileWhereItCannotBegin() {
    assertThatThrownBy(() -> new ContainerWriter(folder, new byte[3]))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void noticesABitThatFlipped() throws IOException {
    byte[] file = write(Map.of("a", new byte[100]), new Random(1));
    file[file.length - 20] ^= 1;
    try (ContainerReader reader = read(file)) {
      ContainerEntry entry = entries(reader).get(0);
      assertThatThrownBy(() -> bytes(reader, entry)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void isNoOtherAvroFile() throws IOException {
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (var writer = new DataFileWriter<>(new GenericDatumWriter<>(ContainerForm.PIECE))) {
      writer.create(ContainerForm.PIECE, other);
    }
    assertThatThrownBy(() -> read(other.toByteArray()))
        .hasMessage("it is an Avro file, but no archive of trail objects");
  }

  @Test
  void listsItsObjects() throws IOException {
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (var writer = new DataFileWriter<>(new GenericDatumWriter<>(ContainerForm.PIECE))) {
      writer.setMeta(ContainerForm.FORM, ContainerForm.FIRST_FORM);
      writer.create(ContainerForm.PIECE, other);
    }
    assertThatThrownBy(() -> read(other.toByteArray()))
        .isInstanceOf(IOException.class)
        .hasMessage("it does not list its objects");
  }

  @Test
  void isNotCut() throws IOException {
    byte[] file = write(Map.of("a", new byte[100]), new Random(1));
    assertThatThrownBy(() -> read(Arrays.copyOf(file, 300))).isInstanceOf(IOException.class);
  }

  /** Packs objects in pieces of random lengths, some of which are records. */
  private byte[] write(Map<String, byte[]> objects, Random random) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ContainerWriter writer = new ContainerWriter(folder, SYNC)) {
      for (Map.Entry<String, byte[]> object : objects.entrySet()) {
        byte[] bytes = object.getValue();
        writer.startObject(object.getKey(), bytes.length, "v-" + object.getKey());
        int from = 0;
        for (int record = 0; from < bytes.length; record++) {
          int middle = from + random.nextInt(bytes.length - from + 1);
          int to = middle + random.nextInt(bytes.length - middle + 1);
          ByteBuffer before = ByteBuffer.wrap(bytes, from, middle - from);
          if (random.nextBoolean()) {
            writer.record(record, before, ByteBuffer.wrap(bytes, middle, to - middle));
            from = to;
          } else {
            writer.bytes(before);
            from = middle;
          }
        }
      }
      writer.writeTo(file);
    }
    return file.toByteArray();
  }

  private static ContainerReader read(byte[] file) throws IOException {
    return ContainerReader.open(new SeekableByteArrayInput(file));
  }

  private static List<ContainerEntry> entries(ContainerReader reader) throws IOException {
    List<ContainerEntry> entries = new ArrayList<>();
    reader.entries(entries::add);
    return entries;
  }

  private static byte[] bytes(ContainerReader reader, ContainerEntry entry) throws IOException {
    try (InputStream in = reader.open(entry)) {
      return in.readAllBytes();
    }
  }
}
