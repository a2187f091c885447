package dev.leadlight.routing.delivery.shell;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Some deliveries, newest first. */
record DeliveryPage(
    List<DeliveryView> deliveries,
    @Schema(description = "Pass as cursor to get the next page; absent on the last one")
        @Nullable String next) {}
