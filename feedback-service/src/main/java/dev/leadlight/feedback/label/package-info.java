/**
 * What others say of people, as their systems send it: is it really theirs, whom is it about, what
 * does it say? <em>request → proof → findings → outcomes and events</em>. Vendors are added as
 * adapters of {@code survey} and {@code crm}. Start at {@link
 * dev.leadlight.feedback.label.LabelAdapter}.
 */
@NullMarked
package dev.leadlight.feedback.label;

import org.jspecify.annotations.NullMarked;
