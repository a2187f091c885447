/** Leads in Redis: one packed value each, written by compare-and-set. */
@NullMarked
package dev.leadlight.scoring.lead.shell;

import org.jspecify.annotations.NullMarked;
