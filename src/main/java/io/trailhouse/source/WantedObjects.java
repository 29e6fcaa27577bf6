package io.trailhouse.source;

import io.trailhouse.locate.Locate;
import io.trailhouse.locate.LocateConfig;
import io.trailhouse.locate.TrailListing;
import io.trailhouse.locate.TrailObject;
import io.trailhouse.locate.Unsaid;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * The objects that a query must read.
 *
 * @param objects those
 * @param leftAlone how many other objects were seen that hold no events
 * @param unsaid how many were left out because an option asks for what their keys do not say
 */
record WantedObjects(List<TrailObject> objects, long leftAlone, long unsaid) {

  /**
   * Lists a trail.
   *
   * @param pushed bounds by the query's filters, which unlike the options keep an object whose key
   *     does not say what they bound
   */
  static WantedObjects find(Configuration conf, TrailReadOptions options, KeyBounds pushed) {
    KeyBounds bounds = pushed.and(options.bounds());
    if (bounds.isEmpty()) {
      return new WantedObjects(List.of(), 0, 0);
    }
    LocateConfig config =
        new LocateConfig(
            options.paths(),
            bounds.from(),
            bounds.to(),
            Objects.requireNonNullElse(bounds.accounts(), Set.of()),
            Objects.requireNonNullElse(bounds.regions(), Set.of()),
            pushed.equals(KeyBounds.NONE) ? Unsaid.LEFT_OUT : Unsaid.KEPT,
            LocateConfig.PARALLELISM);
    return of(new Locate(conf, config, objectsSoFar -> {}).execute(), options.bounds());
  }

  /** How many bytes the objects have. */
  long bytes() {
    return objects.stream().mapToLong(TrailObject::size).sum();
  }

  private static WantedObjects of(TrailListing listing, KeyBounds asked) {
    Map<Boolean, List<TrailObject>> bySaid =
        listing.objects().stream().collect(Collectors.partitioningBy(asked::admits));
    List<TrailObject> said = Objects.requireNonNull(bySaid.get(true));
    List<TrailObject> unsaid = Objects.requireNonNull(bySaid.get(false));
    return new WantedObjects(
        said,
        listing.leftAlone().values().stream().mapToLong(Long::longValue).sum(),
        listing.undated() + listing.unplaced() + unsaid.size());
  }
}
