"""An office's own list of the past as rows of our workbook: read, guessed at, mapped, gathered.

Nothing here writes or looks at registrations; the database is asked only for the form's lists.

INTERFACE
  shapes     Target(key, label, group, choices) · Mapping(columns, fixed, words; to_json, from_json)
             Place(district, subdistrict, note) · OldProducer(place, line, rows; .district)
             Gathered(producers, left) · Left(number, text, why): rows that are no data
  targets    targets(lists) -> list[Target]
  headings   head_of(table) -> row number · headed(table, number) -> Table
  guessing   guess(header, samples, lists) -> {column from 0: target}
  asking     unknown_words(table, mapping, lists) -> {target: {text: how often}}
  producers  gather(table, mapping, lists, area) -> Gathered · producers(…) -> its producers
             lines(producers, district) -> list[Line], ready to be staged; call it once
  gazetteer  in_words(code): a place as people say it

``lists`` are those of any district (``columns.lists_of``); ``area`` is whose list it is: "th", a
province or a district. ``Mapping.words`` is keyed by ``spelling.fold(text)``. A table is given to
``guess``, ``unknown_words`` and ``gather`` as ``headed`` made it. Line numbers are the list's own,
so of one file only one table may be staged under the same digest.
"""
