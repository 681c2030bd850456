// red: Field <io.overdub.uploads.EscapedVendorInItsRoom.region> has type
package io.overdub.uploads;

class EscapedVendorInItsRoom {
    software.amazon.awssdk.regions.Region region;
}
