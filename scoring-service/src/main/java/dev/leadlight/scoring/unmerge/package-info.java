/**
 * Which names do not belong to a lead, and who are they then? Start with {@link
 * dev.leadlight.scoring.unmerge.Unmerging}; what it decides is carried out by the fold.
 */
@NullMarked
package dev.leadlight.scoring.unmerge;

import org.jspecify.annotations.NullMarked;
