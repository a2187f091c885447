/** Lists that are read page by page. */
@NullMarked
package dev.leadlight.platform.page;

import org.jspecify.annotations.NullMarked;
