/**
 * The door for notebooks: {@link io.trailhouse.notebook.TrailLake} opens a lake, {@link
 * io.trailhouse.notebook.TrailReport} is what a report answers about it, and {@link
 * io.trailhouse.notebook.Shown} a table or a chart in the forms that Jupyter shows.
 */
@NullMarked
package io.trailhouse.notebook;

import org.jspecify.annotations.NullMarked;
