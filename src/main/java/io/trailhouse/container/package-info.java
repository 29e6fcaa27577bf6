/**
 * Container files, each of which holds many trail objects: Avro, so that whatever reads Avro sees a
 * row for each record. No engine; of files it makes only a temporary one on the local disk, while
 * it writes a container.
 *
 * <p>A row is a piece of an object: a record, and before it what stands between it and the one
 * before. All pieces of an object, one after another, are its bytes. {@link
 * io.trailhouse.container.ContainerWriter} makes a file; the list of its objects stands in the
 * header, so that {@link io.trailhouse.container.ContainerReader} tells them without reading them,
 * and finds each by the Avro block in which it begins.
 */
@NullMarked
package io.trailhouse.container;

import org.jspecify.annotations.NullMarked;
