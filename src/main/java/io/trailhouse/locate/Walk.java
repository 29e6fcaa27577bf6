package io.trailhouse.locate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;

/**
 * Walks down from one root, level by level where a folder's name decides what is wanted, and in one
 * flat listing, which costs S3 one call for a thousand objects, where all of it is.
 */
final class Walk {

  /** So few days are asked for by name, though some may not exist; more are looked for. */
  private static final long DAYS_BY_NAME = 7;

  private final TrailRoot root;
  private final LocateConfig config;
  private final Days window;
  private final FolderTasks tasks;
  private final Findings findings;
  private final int rootDepth;

  Walk(TrailRoot root, LocateConfig config, FolderTasks tasks, Findings findings) {
    this.root = root;
    this.config = config;
    this.window = config.window();
    this.tasks = tasks;
    this.findings = findings;
    this.rootDepth = TrailFolder.depth(root.path().toString());
  }

  void start() {
    tasks.start(this::enter);
  }

  private void enter() {
    Path path = root.path();
    try {
      FileStatus status = root.fileSystem().getFileStatus(path);
      if (status.isDirectory()) {
        visit(path, folder(path));
      } else {
        judge(object(status, new Siblings(rootDepth - 1)), status);
        findings.folderDone();
      }
    } catch (IOException e) {
      throw ReadFailure.of(root.given(), path, e);
    }
  }

  private void visit(Path path, TrailFolder folder) {
    if (isWanted(folder)) {
      tasks.start(() -> list(path, folder));
    }
  }

  private boolean isWanted(TrailFolder folder) {
    String account = folder.account();
    String region = folder.region();
    boolean dated =
        switch (folder.level()) {
          case YEAR, MONTH, DAY -> true;
          case LOOSE, LOGS, ORGANIZATION, ACCOUNT, TRAIL, REGION, IRREGULAR, HIDDEN, FOREIGN ->
              false;
        };
    return folder.level() != FolderLevel.FOREIGN
        && (account == null || config.wantsAccount(account))
        && (region == null || config.wantsRegion(region))
        && !(dated && window.meet(folder.days()).isEmpty());
  }

  private void list(Path path, TrailFolder folder) {
    try {
      switch (folder.level()) {
        case LOOSE, LOGS, ORGANIZATION, ACCOUNT, TRAIL -> listLevel(path);
        case REGION, YEAR, MONTH -> listDates(path, folder);
        case DAY, IRREGULAR, HIDDEN -> listAll(path);
        case FOREIGN -> throw new IllegalStateException("not to be listed: " + path);
      }
    } catch (IOException e) {
      throw ReadFailure.of(root.given(), path, e);
    }
    findings.folderDone();
  }

  private void listDates(Path path, TrailFolder folder) throws IOException {
    Days wanted = window.meet(folder.days());
    if (window.encloses(folder.days())) {
      listAll(path);
    } else if (wanted.length() <= DAYS_BY_NAME && config.unsaid() == Unsaid.LEFT_OUT) {
      for (LocalDate day = wanted.first(); wanted.contains(day); day = day.plusDays(1)) {
        Path dayPath = new Path(path, folder.dayBelow(day));
        if (!root.isElsewhere(dayPath.toString())) {
          tasks.start(() -> listIfThere(dayPath));
        }
      }
    } else {
      listLevel(path);
    }
  }

  private void listIfThere(Path day) {
    try {
      RemoteIterator<? extends FileStatus> files = filesOfDay(day);
      if (files != null) {
        found(files);
      }
    } catch (IOException e) {
      throw ReadFailure.of(root.given(), day, e);
    }
    findings.folderDone();
  }

  /** Null if nothing was delivered; what goes missing later, while listing, is a failure. */
  private @Nullable RemoteIterator<? extends FileStatus> filesOfDay(Path day) throws IOException {
    try {
      return filesBelow(day);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private void listAll(Path path) throws IOException {
    found(filesBelow(path));
  }

  private RemoteIterator<? extends FileStatus> filesBelow(Path path) throws IOException {
    findings.listCall();
    FileSystem fileSystem = root.fileSystem();
    return LocalFiles.isLocal(fileSystem)
        ? new LocalFiles(fileSystem, path)
        : fileSystem.listFiles(path, true);
  }

  private void found(RemoteIterator<? extends FileStatus> files) throws IOException {
    Siblings siblings = new Siblings(rootDepth);
    while (files.hasNext()) {
      found(files.next(), siblings);
    }
  }

  private void listLevel(Path path) throws IOException {
    findings.listCall();
    Siblings siblings = new Siblings(rootDepth);
    Map<Path, TrailFolder> folders = new TreeMap<>();
    RemoteIterator<FileStatus> entries = root.fileSystem().listStatusIterator(path);
    while (entries.hasNext()) {
      FileStatus entry = entries.next();
      if (entry.isDirectory()) {
        folders.put(entry.getPath(), folder(entry.getPath()));
      } else {
        found(entry, siblings);
      }
    }
    descend(folders);
  }

  /** Next to an account's trails stand other services' logs. */
  private void descend(Map<Path, TrailFolder> folders) {
    boolean account =
        folders.values().stream().anyMatch(folder -> folder.level() == FolderLevel.TRAIL);
    folders.forEach(
        (path, folder) -> {
          boolean otherService = account && folder.level() == FolderLevel.LOOSE;
          if (!otherService && !root.isElsewhere(path.toString())) {
            visit(path, folder);
          }
        });
  }

  private void found(FileStatus file, Siblings siblings) {
    TrailObject object = object(file, siblings);
    if (root.inner().isEmpty() || !root.isElsewhere(object.path())) {
      judge(object, file);
    }
  }

  private void judge(TrailObject object, FileStatus file) {
    if (PackedObjects.isContainer(object)) {
      tasks.start(() -> unpack(file));
    } else {
      findings.add(object);
    }
  }

  private void unpack(FileStatus file) {
    PackedObjects packed = new PackedObjects(root.fileSystem(), file);
    if (!window.meet(packed.days()).isEmpty()) {
      packed.tell(findings::add);
    }
    findings.folderDone();
  }

  private TrailFolder folder(Path path) {
    return TrailFolder.of(path.toString(), rootDepth);
  }

  private static TrailObject object(FileStatus file, Siblings siblings) {
    String path = file.getPath().toString();
    int slash = path.lastIndexOf('/');
    TrailFolder folder = siblings.folder(path, slash);
    return TrailObject.in(folder, path.substring(slash + 1), file.getLen(), version(file));
  }

  private static String version(FileStatus file) {
    String etag = file instanceof EtagSource tagged ? tagged.getEtag() : null;
    return etag == null || etag.isEmpty()
        ? file.getModificationTime() + "-" + file.getLen()
        : etag.replace("\"", "");
  }
}
