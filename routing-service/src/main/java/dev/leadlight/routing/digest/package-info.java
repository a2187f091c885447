/**
 * What do we tell together? Messages that are collected → one mail for each reader → sent, and each
 * message concluded. Start with {@link dev.leadlight.routing.digest.Digest}.
 */
@NullMarked
package dev.leadlight.routing.digest;

import org.jspecify.annotations.NullMarked;
