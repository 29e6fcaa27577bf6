package io.trailhouse.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A bucket of an {@link S3Proxy}. Objects are put by S3A: those that are put into the endpoint's
 * folder have no etag, and are refused by readers.
 *
 * @param address such as {@code s3a://bucket-1}
 * @param settings what S3A needs to reach it
 */
public record S3Bucket(String address, Map<String, String> settings) {

  /** Makes an object, and tells its address. */
  public String put(String key, byte[] content) {
    Path path = new Path(address, key);
    try (FileSystem fileSystem = open();
        OutputStream out = fileSystem.create(path, true)) {
      out.write(content);
      return path.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an object of each file in a local folder, and tells the address of them all. */
  public String putAll(String folder, java.nio.file.Path from) {
    Path path = new Path(address, folder);
    try (FileSystem fileSystem = open()) {
      fileSystem.copyFromLocalFile(false, true, new Path(from.toUri()), path);
      return path.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The objects of a folder by their names in it, with what is in them. */
  public Map<String, byte[]> files(String folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (FileSystem fileSystem = open()) {
      for (FileStatus file : fileSystem.listStatus(new Path(address, folder))) {
        try (InputStream in = fileSystem.open(file.getPath())) {
          files.put(file.getPath().getName(), in.readAllBytes());
        }
      }
    }
    return files;
  }

  /** A file system of its own, for the caller to close. */
  public FileSystem open() throws IOException {
    return FileSystem.newInstance(URI.create(address), configuration());
  }

  /** How to reach it. */
  Configuration configuration() {
    Configuration configuration = new Configuration();
    settings.forEach(configuration::set);
    return configuration;
  }
}
