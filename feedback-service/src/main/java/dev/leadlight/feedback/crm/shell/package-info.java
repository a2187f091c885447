/** Outcomes of CRMs over HTTP. */
@NullMarked
package dev.leadlight.feedback.crm.shell;

import org.jspecify.annotations.NullMarked;
