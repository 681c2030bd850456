// red: NamesAnothersEntity.java names DubEntity
package io.overdub.quotes;

class NamesAnothersEntity {
    static final String QUERY = "select count(*) from DubEntity";
}
