/**
 * Tokens for administrative routes of all services: named, with a role, perhaps for a time, and
 * revocable. Kept by their digests on a compacted topic, which every service reads (see the
 * platform's access). The token itself is told once, to whoever makes it.
 */
@NullMarked
package dev.leadlight.feedback.access;

import org.jspecify.annotations.NullMarked;
