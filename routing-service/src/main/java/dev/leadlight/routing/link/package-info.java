/**
 * Links in e-mails that do something: sealed, so that nobody can read, change or make one. Start
 * with {@link dev.leadlight.routing.link.LinkKey}.
 */
@NullMarked
package dev.leadlight.routing.link;

import org.jspecify.annotations.NullMarked;
