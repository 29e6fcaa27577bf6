/**
 * What IAM would have to allow for what a trail shows: {@link io.trailhouse.iam.IamActions}, which
 * actions a call needs, {@link io.trailhouse.iam.IamResources}, what each can be limited to, and
 * {@link io.trailhouse.iam.IamPolicy}, the least policy of these. What actions and resources there
 * are AWS says, in {@link io.trailhouse.iam.IamReference}. Plain Java.
 */
@NullMarked
package io.trailhouse.iam;

import org.jspecify.annotations.NullMarked;
