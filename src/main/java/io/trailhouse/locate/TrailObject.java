package io.trailhouse.locate;

import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_LENGTH;
import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY;
import static org.apache.hadoop.fs.Options.OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE;
import static org.apache.hadoop.util.functional.FutureIO.awaitFuture;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * One object to read, and what its key tells. Small, for there may be millions: what siblings have
 * in common is one object that they share.
 */
public final class TrailObject implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The order of the paths, without making them; of one object, packed ones come last. */
  static final Comparator<TrailObject> BY_PATH =
      ((Comparator<TrailObject>) TrailObject::comparePaths)
          .thenComparing(TrailObject::version)
          .thenComparing(TrailObject::size)
          .thenComparing(TrailObject::isPacked);

  /** The order in which packed objects are read with least effort; others come first. */
  public static final Comparator<TrailObject> BY_PLACE =
      Comparator.comparing(TrailObject::container, Comparator.nullsFirst(String::compareTo))
          .thenComparing(object -> object.place == null ? 0 : object.place.number());

  private final TrailFolder folder;
  private final String name;
  private final long size;
  private final String version;
  private final ObjectKind kind;
  private final @Nullable String account;
  private final @Nullable String region;
  private final long deliverySecond;
  private final @Nullable ContainerPlace place;

  private TrailObject(
      TrailFolder folder,
      String name,
      long size,
      String version,
      @Nullable TrailName told,
      @Nullable ContainerPlace place) {
    this.folder = folder;
    this.name = name;
    this.size = size;
    this.version = version;
    this.kind = kindOf(folder, name, told);
    this.account = folder.account() != null || told == null ? folder.account() : told.account();
    this.region = folder.region() != null || told == null ? folder.region() : told.region();
    this.deliverySecond = secondOf(folder, told);
    this.place = place;
  }

  static TrailObject in(TrailFolder folder, String name, long size, String version) {
    return in(folder, name, size, version, null);
  }

  /** An object that is packed into a container, if a place is given. */
  static TrailObject in(
      TrailFolder folder, String name, long size, String version, @Nullable ContainerPlace place) {
    TrailName told = TrailName.of(name);
    return new TrailObject(folder, name, size, version, told == null ? null : shared(told), place);
  }

  /**
   * The full path, as Hadoop's {@code Path.toString} gives it; of a packed object, the one that it
   * was packed from.
   */
  public String path() {
    return folder.path() + "/" + name;
  }

  /** Bytes. */
  public long size() {
    return size;
  }

  /** What changes when the object does: its etag, or else modification time and size. */
  public String version() {
    return version;
  }

  /** What the key says it is. */
  public ObjectKind kind() {
    return kind;
  }

  /** The account in the key. */
  public @Nullable String account() {
    return account;
  }

  /** The region in the key. */
  public @Nullable String region() {
    return region;
  }

  /** When it was delivered: the time in the name, or else the start of the day in the folder. */
  public @Nullable Instant deliveryTime() {
    return deliverySecond == TrailName.NO_TIME ? null : Instant.ofEpochSecond(deliverySecond);
  }

  /** The day it was delivered, in UTC. */
  public @Nullable LocalDate deliveryDate() {
    return deliverySecond == TrailName.NO_TIME
        ? null
        : LocalDate.ofEpochDay(Math.floorDiv(deliverySecond, 86_400L));
  }

  /** Whether it is read from an archive's container, wherever it was before. */
  public boolean isPacked() {
    return place != null;
  }

  /** The full path of the container that it is read from; null if it is not packed. */
  public @Nullable String container() {
    return place == null ? null : place.container();
  }

  /** Whether it stands in folders that CloudTrail delivers to, or among them. */
  boolean isInTrail() {
    return folder.isInTrail();
  }

  @Nullable ContainerPlace place() {
    return place;
  }

  /**
   * Opens the object, which is not packed; its size is known, so that S3A opens it with one request
   * instead of two.
   */
  InputStream open(Configuration conf) throws IOException {
    Path path = new Path(path());
    FileSystem fileSystem = path.getFileSystem(conf);
    if (LocalFiles.isLocal(fileSystem)) {
      return LocalFiles.open(path);
    }
    return awaitFuture(
        fileSystem
            .openFile(path)
            .opt(FS_OPTION_OPENFILE_READ_POLICY, FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE)
            .optLong(FS_OPTION_OPENFILE_LENGTH, size)
            .build());
  }

  /** Whether both are the same version of the same object. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrailObject that
        && name.equals(that.name)
        && size == that.size
        && version.equals(that.version)
        && folder.path().equals(that.folder.path());
  }

  @Override
  public int hashCode() {
    return 31 * folder.path().hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return path();
  }

  /** The name's parts in one copy each, for in a loose folder every name repeats them. */
  private static TrailName shared(TrailName told) {
    String account = told.account();
    return new TrailName(
        account == null ? null : account.intern(),
        told.kind(),
        told.region().intern(),
        told.deliverySecond());
  }

  private static ObjectKind kindOf(TrailFolder folder, String name, @Nullable TrailName told) {
    if (folder.level() == FolderLevel.HIDDEN || TrailName.isHidden(name)) {
      return ObjectKind.HIDDEN;
    }
    if (folder.level() == FolderLevel.FOREIGN) {
      return ObjectKind.UNKNOWN_NAME;
    }
    if (folder.kind() == ObjectKind.DIGEST || TrailName.isDigest(name)) {
      return ObjectKind.DIGEST;
    }
    if (told == null && TrailName.isManifest(name)) {
      return ObjectKind.MANIFEST;
    }
    return eventKind(folder, name, told);
  }

  private static ObjectKind eventKind(TrailFolder folder, String name, @Nullable TrailName told) {
    ObjectKind kind = folder.kind();
    if (kind != null) {
      return TrailName.isTrailFile(name) ? kind : ObjectKind.UNKNOWN_NAME;
    }
    if (told != null) {
      ObjectKind named = told.kind();
      return named == null ? ObjectKind.LOOSE : named;
    }
    boolean json = !folder.isTrailOfUnknownKind() && TrailName.isJson(name);
    return json ? ObjectKind.LOOSE : ObjectKind.UNKNOWN_NAME;
  }

  private static long secondOf(TrailFolder folder, @Nullable TrailName told) {
    if (told != null && told.deliverySecond() != TrailName.NO_TIME) {
      return told.deliverySecond();
    }
    LocalDate day = folder.day();
    return day == null ? TrailName.NO_TIME : day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private static int comparePaths(TrailObject a, TrailObject b) {
    String left = a.folder.path();
    String right = b.folder.path();
    if (left.equals(right)) {
      return a.name.compareTo(b.name);
    }
    int length = Math.min(a.pathLength(), b.pathLength());
    for (int i = 0; i < length; i++) {
      int difference = a.pathCharAt(i) - b.pathCharAt(i);
      if (difference != 0) {
        return difference;
      }
    }
    return a.pathLength() - b.pathLength();
  }

  private int pathLength() {
    return folder.path().length() + 1 + name.length();
  }

  private char pathCharAt(int index) {
    int inName = index - folder.path().length() - 1;
    if (inName >= 0) {
      return name.charAt(inName);
    }
    return inName == -1 ? '/' : folder.path().charAt(index);
  }
}
