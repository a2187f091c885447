/** What is this port? A small page for those who open it without a path. */
@NullMarked
package dev.leadlight.feedback.home.shell;

import org.jspecify.annotations.NullMarked;
