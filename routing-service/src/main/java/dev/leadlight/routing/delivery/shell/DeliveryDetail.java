package dev.leadlight.routing.delivery.shell;

import java.util.List;

/** A delivery with all its attempts, oldest first. */
public record DeliveryDetail(DeliveryView delivery, List<AttemptView> attempts) {}
