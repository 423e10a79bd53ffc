SET LOCAL ROLE countersign_owner;

-- What is searched through has plain letters now also for those that Unicode does not take apart (src/domain/search.ts):
-- «Łódź» was found by «łodz» and not by «lodz».
UPDATE endorsements
SET search_text = replace(replace(replace(replace(
  translate(search_text, 'łøđðħŧıŋς', 'loddhtinσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
WHERE search_text ~ '[łøđðħŧıŋςßæœþ]';

RESET ROLE;
