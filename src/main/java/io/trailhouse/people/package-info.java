/**
 * Who stands behind a request, if the trail can prove it: events to the tables {@code people} and
 * {@code sessions}. {@link io.trailhouse.people.People#resolve} is the door, {@link
 * io.trailhouse.people.People#actor} the key that joins an event to a person.
 *
 * <p>An <em>actor</em> is whoever holds one set of credentials: a role session, told by its
 * temporary access key; an IAM user or root, told by its ARN. A day's actors are resolved from the
 * events of that day and of a look-back before it, all at once, so that the order in which files
 * arrive cannot change the answer:
 *
 * <ol>
 *   <li>{@link io.trailhouse.people.Activity}: events to what each actor did, by half hours.
 *   <li>{@link io.trailhouse.people.Actors}: what an actor's own events prove of the person.
 *   <li>{@link io.trailhouse.people.Links}: AssumeRole and sign-in events, which are few, to who
 *       became whom. No other step reads events.
 *   <li>{@link io.trailhouse.people.Chains}: along the links to the person, to any depth.
 *   <li>{@link io.trailhouse.people.Sittings}: half hours to sittings.
 *   <li>{@link io.trailhouse.people.PeopleTables}: days in the lake, kept while their input stays
 *       the same.
 * </ol>
 *
 * <p>The proofs, best first: {@code identity-center}, the event says for which user of Identity
 * Center it was made; {@code source-identity}, which stays with a session and all that it makes;
 * {@code link}, the session was made by somebody who is known; {@code session-name}, it looks like
 * an e-mail address; {@code iam-user}; {@code root}. Where what one proof says contradicts itself,
 * it proves nothing, and the next one is asked. Services, accounts and anonymous callers are no
 * person.
 */
@NullMarked
package io.trailhouse.people;

import org.jspecify.annotations.NullMarked;
