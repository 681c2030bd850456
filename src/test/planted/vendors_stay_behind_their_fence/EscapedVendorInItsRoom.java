// red: only in [uploads.storage]: Field <io.overdub.uploads.EscapedVendorInItsRoom.region>
package io.overdub.uploads;

class EscapedVendorInItsRoom {
    software.amazon.awssdk.regions.Region region;
}
