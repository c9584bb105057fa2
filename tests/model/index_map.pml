/* One entry of include/routpact/index_map.hpp, which is two words: a thread takes it for an index,
 * has it lead to an object and hides that, again and again; the index of its key stays, also when it
 * is given back. Others search it for that index and for the index 0, which looks like the key of a
 * free entry.
 *
 * Checked: a search finds nothing, or the object of the index it looks for; what was shown before it
 * began, and not hidden since, it does find.
 *
 * Broken on purpose: -DKEY_FIRST, which reads the key before where the entry leads. */

#define FREE 0 /* no index; as a number it is the same as the index 0 */
#define ROUNDS 2

byte key = FREE;
byte leads_to = 0;   /* the index of the object, plus one; 0 is null */
byte stays = 0;      /* what is shown until the end, as leads_to */

proctype writer(byte index) {
    byte round = 0;
    do
    :: round < ROUNDS ->
        round++;
        key = index;
        leads_to = index + 1;
        leads_to = 0
    :: else -> break
    od;
    atomic { leads_to = index + 1; stays = leads_to }
}

proctype searcher(byte index) {
    byte its_key, found, before;
    before = stays;
#ifdef KEY_FIRST
    its_key = key;
    found = leads_to;
#else
    found = leads_to;
    its_key = key;
#endif
    if
    :: its_key != index -> found = 0
    :: else
    fi;
    assert(found == 0 || found == index + 1);
    assert(before != index + 1 || found == before)
}

init {
    byte index;
    select(index : 0 .. 1);
    atomic { run writer(index); run searcher(0); run searcher(1) }
}
