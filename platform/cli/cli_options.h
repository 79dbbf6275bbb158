#pragma once

#include <QDate>
#include <QString>

namespace sightline::cli {

/// What was asked for on the command line, as text; the commands judge it.
struct CliOptions {
    QString store;
    QString keyFile;
    QString pinFile;
    QString newPinFile;         ///< pin set, recovery take
    bool asJson = false;

    QString hub;                ///< init
    QString invitation;         ///< init
    QString code;
    bool signIn = false;        ///< init: by the council's sign-in, in a browser
    QString account;            ///< init: an account of the hub's own
    QString passwordFile;       ///< init: its password and, on the second line, six digits or a recovery code
    QString on;                 ///< tasks, actions: YYYY-MM-DD; empty: today
    bool ofTeam = false;
    bool withTodos = false;     ///< calendar
    QString form;               ///< templates, capture
    QString answersFile;        ///< capture, form …; "-": standard input
    QString task;
    QString continuing;         ///< capture: a draft to go on with
    bool asDraft = false;
    bool doSign = false;
    QString amends;             ///< capture: the completed record that it answers with an amended version
    QString record;             ///< show, pdf, steps, step, addendum, void
    QString step;               ///< step: its kind
    QString text;               ///< addendum, step
    QString row;                ///< action: of the record's actions
    QString status;             ///< action: a code of the form's choices
    QString evidence;
    QString impact;
    QString doneOn;             ///< action: YYYY-MM-DD, or empty
    QString recheck;
    QString child;              ///< children, capture: a child on one's list
    QString setting;            ///< capture: where it takes place
    QString number;             ///< child …
    QString initials;
    QString age;
    QString plan;
    QString legal;
    QString rule;
    QString began;              ///< child: YYYY-MM-DD, or empty
    QString seenOn;
    QString person;             ///< child end: whom they are handed to
    QString tableFile;          ///< child import: CSV; "-": standard input
    QString words;              ///< search
    QString reason;             ///< void; action: why it is open again
    QString toFile;             ///< export-unsent, pdf, calendar
    bool withPrivileged = false;   ///< pdf
    QString printVersion;          ///< pdf
    QString formFile;           ///< form …: a FHIR Questionnaire
    QString previousFile;       ///< form fill: the last record's response
    QString from;               ///< form publish: first day it is used; calendar: its first day
    QString approved;           ///< form publish: YYYY-MM-DD, or empty
    QString reviewBy;
    QString language;           ///< form fill: of labels and choices
    bool asCompleted = false;   ///< form validate
    QString year;               ///< plan, events: the year in which a council year begins
    QString madeUp;             ///< rehearse: so many made-up people instead of a store's council
    QString service;            ///< map: its activities instead of all services
    QString activity;           ///< event add: a key or a reference
    QString due;
    QString next;               ///< event add: the next meeting
    QString reference;
    QString title;
    QString source;
    QString until;              ///< waive: put off to; absence add: the last day; calendar: its last day
    QString cover;              ///< absence add
    QString role;               ///< absence add: the one role that is handed over
    QString cell;               ///< framework …: which of a row's cells
    bool asAssumed = false;     ///< framework answer
    QString peopleFile;         ///< people import
    QString teamsFile;
    QString settingsFile;
};

} // namespace sightline::cli
