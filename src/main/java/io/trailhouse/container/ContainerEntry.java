package io.trailhouse.container;

/**
 * An object in a container.
 *
 * @param key the full path it was packed from
 * @param size bytes it had there
 * @param version its version there
 * @param number its place among the container's objects, from 0
 * @param block where the block stands in which it begins, counted from the end of the header
 */
public record ContainerEntry(String key, long size, String version, int number, long block) {}
