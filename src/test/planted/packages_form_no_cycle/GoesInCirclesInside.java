// red: io.overdub.uploads.storage.GoesInCirclesInside
package io.overdub.uploads.storage;

class GoesInCirclesInside {
    io.overdub.uploads.delivery.Delivery delivery;
}
