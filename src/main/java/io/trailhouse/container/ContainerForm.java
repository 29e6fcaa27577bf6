package io.trailhouse.container;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;

/** What writer and reader agree on. */
final class ContainerForm {

  /** How names of container files end. */
  static final String SUFFIX = ".trail.avro";

  /** The entry of the header that says that it is a container, and of which form. */
  static final String FORM = "trailhouse.container";

  /** The only form there is. */
  static final String FIRST_FORM = "1";

  /** The entry of the header that lists the objects, as an Avro file of its own. */
  static final String OBJECTS = "trailhouse.objects";

  static final Schema PIECE =
      SchemaBuilder.record("TrailPiece")
          .namespace("io.trailhouse")
          .doc("A record of a trail object; all pieces of an object in a row are its bytes.")
          .fields()
          .name("object_key")
          .doc("URI of the object")
          .type()
          .stringType()
          .noDefault()
          .name("object_size")
          .doc("Bytes of the object as it was stored")
          .type()
          .longType()
          .noDefault()
          .name("object_version")
          .doc("Version of the object: its etag, or modification time and size")
          .type()
          .stringType()
          .noDefault()
          .name("record_index")
          .doc("Position of the record in the object, from 0; null where there is no record")
          .type()
          .nullable()
          .intType()
          .noDefault()
          .name("bytes_before")
          .doc("What stands between the record and the one before it")
          .type()
          .bytesType()
          .noDefault()
          .name("record")
          .doc("The record's JSON as it stands in the object; null where there is no record")
          .type()
          .nullable()
          .bytesType()
          .noDefault()
          .endRecord();

  static final int KEY = 0;
  static final int SIZE = 1;
  static final int VERSION = 2;
  static final int INDEX = 3;
  static final int BEFORE = 4;
  static final int RECORD = 5;

  static final Schema OBJECT =
      SchemaBuilder.record("TrailObject")
          .namespace("io.trailhouse")
          .fields()
          .requiredString("key")
          .requiredLong("size")
          .requiredString("version")
          .requiredLong("block")
          .endRecord();

  static final int BLOCK = 3;

  /** Slower levels gain little. */
  private static final int LEVEL = 9;

  private ContainerForm() {}

  /** Checksums are on: a container may lie for years. */
  static CodecFactory codec() {
    return CodecFactory.zstandardCodec(LEVEL, true, true);
  }
}
