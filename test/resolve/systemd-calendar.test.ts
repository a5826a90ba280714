import { toSystemdCalendar } from '../../src/resolve/systemd-calendar';

describe('toSystemdCalendar', () => {
  it.each([
    ['0 3 * * 0', 'Sun *-*-* 03:00:00 UTC'],
    ['30 2 * * *', '*-*-* 02:30:00 UTC'],
    ['*/15 * * * *', '*-*-* *:00,15,30,45:00 UTC'],
    ['0 */6 1,15 * *', '*-*-01,15 00,06,12,18:00:00 UTC'],
    ['0 0 * 1-3 mon-fri', 'Mon,Tue,Wed,Thu,Fri *-01,02,03-* 00:00:00 UTC'],
    ['5 4 * * 5-7', 'Fri,Sat,Sun *-*-* 04:05:00 UTC'],
    ['10-30/10 4 * dec *', '*-12-* 04:10,20,30:00 UTC'],
    ['0 0 29 2 *', '*-02-29 00:00:00 UTC'],
  ])('writes %s as %s', (schedule, calendar) => {
    expect(toSystemdCalendar(schedule)).toEqual({ ok: true, value: calendar });
  });

  it.each([
    ['60 * * * *', '"60" is no minute: 0 to 59, a list, a range such as 0-2, or a step such as */2'],
    ['0 24 * * *', '"24" is no hour: 0 to 23, a list, a range such as 0-2, or a step such as */2'],
    ['0 0 0 * *', '"0" is no day of the month: 1 to 31, a list, a range such as 1-3, or a step such as */2'],
    ['0 0 * mon *', '"mon" is no month: 1 to 12, a list, a range such as 1-3, or a step such as */2'],
    ['0 0 * * fri-mon', '"fri-mon" is no day of the week: 0 to 7, a list, a range such as 0-2, or a step such as */2'],
    ['5/10 * * * *', '"5/10" is no minute: 0 to 59, a list, a range such as 0-2, or a step such as */2'],
    ['1-2-3 * * * *', '"1-2-3" is no minute: 0 to 59, a list, a range such as 0-2, or a step such as */2'],
    ['0 0 31 2,4 *', '"0 0 31 2,4 *" never comes: no such month has that day'],
    ['0 0 1 * 1', '"0 0 1 * 1" names days of the month and of the week, which systemd cannot express as cron means it: name one of the two'],
  ])('refuses %s', (schedule, message) => {
    expect(toSystemdCalendar(schedule)).toEqual({ ok: false, problem: { message } });
  });
});
